import type { Decorator } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useEffect } from "react";

/** With style sheets that are there for one story alone. */
export function wearing(...addresses: readonly string[]): Decorator {
  return (Story) => (
    <Wearing addresses={addresses}>
      <Story />
    </Wearing>
  );
}

function Wearing({
  addresses,
  children,
}: {
  readonly addresses: readonly string[];
  readonly children: ReactNode;
}): ReactElement {
  useEffect(() => {
    const links = addresses.map((href) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      document.head.append(link);
      return link;
    });
    return () => {
      for (const link of links) link.remove();
    };
  }, [addresses]);
  return <>{children}</>;
}
