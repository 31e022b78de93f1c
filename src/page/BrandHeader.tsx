import type { ReactElement } from "react";
import type { PageConfig } from "./config/pageConfig.js";

/** The brand of the page, if the configuration names one. */
export function BrandHeader({ brand }: Pick<PageConfig, "brand">): ReactElement | null {
  const { name, logo } = brand;
  if (name === undefined && logo === undefined) return null;
  return (
    <header className="page-brand">
      {logo !== undefined && <img src={logo} alt="" />}
      {name !== undefined && <span translate="no">{name}</span>}
    </header>
  );
}
