import { expect, test } from "./gallery.js";
import { listStories } from "./storybook.js";

/*
 * What assistive technology is given of each stage, as a tree of roles and names. Written anew with
 * `-u`; read what changed.
 */
for (const { id, title, name, tags } of listStories()) {
  if (!title.startsWith("Stages/") || !tags.includes("test")) continue;
  test(`the tree of ${title}: ${name}`, async ({ gallery }) => {
    await gallery.show(id);
    // Which countries there are is for the browser to know.
    await gallery.page.evaluate(() => {
      for (const option of document.querySelectorAll("option:not(:checked)")) option.remove();
    });
    await expect(gallery.page.locator('[data-part="stage"]')).toMatchAriaSnapshot({
      name: `${id}.aria.yml`,
    });
  });
}
