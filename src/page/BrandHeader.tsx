import type { ReactElement } from "react";
import type { PageConfig } from "./config/pageConfig.js";

/** The brand of the page; the kit's own mark if the configuration names none. */
export function BrandHeader({ brand }: Pick<PageConfig, "brand">): ReactElement {
  const { name, logo = name === undefined ? "./icon.svg" : undefined } = brand;
  return (
    <header className="page-brand">
      {logo !== undefined && <img src={logo} alt="" />}
      {name !== undefined && <span translate="no">{name}</span>}
    </header>
  );
}
