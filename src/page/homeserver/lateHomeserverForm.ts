import { lateModule } from "../../uia/browser/lateModule.js";

/** The choice of a homeserver, for a page that names none, or several. */
export const homeserverForm = lateModule(() => import("./HomeserverForm.js"));
