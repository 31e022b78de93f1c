import { defineElement } from "./MatrixRegisterElement.js";

export type { MatrixRegisterElement, MatrixRegisterEvents } from "./MatrixRegisterElement.js";
export type { MatrixRegisterOptions } from "./options.js";

defineElement();
