import type { ReactElement } from "react";
import type { QrDrawing } from "./drawQrCode.js";

export interface QrCodeProps {
  readonly drawing: QrDrawing;
  /** The accessible name. */
  readonly label: string;
}

/** A QR code. It is dark on white in every colour scheme, as cameras need it. */
export function QrCode({ drawing: { size, path }, label }: QrCodeProps): ReactElement {
  return (
    <svg
      className="page-qr"
      data-part="qr-code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
