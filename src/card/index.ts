export type { CardSlots } from "./CardSlots.js";
export { type CustomProperty, customProperties } from "./customProperties.js";
export { RegisterCard, type RegisterCardProps } from "./RegisterCard.js";
