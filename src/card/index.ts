export { RegisterCard, type RegisterCardProps } from "./RegisterCard.js";
