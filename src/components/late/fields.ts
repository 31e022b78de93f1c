export { EmailField } from "../form/EmailField.js";
export { GuestToggle } from "../form/GuestToggle.js";
export { PhoneField } from "../form/PhoneField.js";
export { PoliciesField } from "../form/PoliciesField.js";
export { RegistrationTokenField } from "../form/RegistrationTokenField.js";
export { StageFields } from "../form/StageFields.js";
