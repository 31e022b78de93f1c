import { mocked } from "storybook/test";

/** Passes over the warning about a policy without a link, which the owner gets once for a page. */
export function ownerIsTold(): void {
  mocked(console.warn).mockClear();
}
