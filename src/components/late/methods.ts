export { HomeserverTrouble } from "../homeserver/HomeserverTrouble.js";
export { OAuthSignUp } from "../redirect/OAuthSignUp.js";
export { OtherMethods } from "../redirect/OtherMethods.js";
export { SsoSignUp } from "../redirect/SsoSignUp.js";
