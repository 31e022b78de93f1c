import type { CaptchaProvider } from "../src/index.js";

/** A captcha that is drawn here, without a provider. */
let solved = 0;

export const drawnCaptcha: CaptchaProvider = {
  load: () => Promise.resolve(),
  render(container, { onAnswer }) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.onchange = () => {
      solved += 1;
      onAnswer(`good ${solved}`);
    };
    const label = document.createElement("label");
    label.append(box, " I am human");
    container.append(label);
    return {
      reset: () => {
        box.checked = false;
      },
      remove: () => undefined,
    };
  },
};
