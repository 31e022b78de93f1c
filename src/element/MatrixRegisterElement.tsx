import { createRoot, type Root } from "react-dom/client";
import { RegisterCard } from "../card/RegisterCard.js";
import type { Homeserver } from "../discovery/homeserver.js";
import { type Callback, takeCallback } from "../redirect/callback.js";
import type { HandedOver, Result } from "../uia/machine/types.js";
import { adoptStyles } from "./adoptStyles.js";
import {
  attributeNames,
  type MatrixRegisterOptions,
  optionNames,
  optionsIn,
  optionValue,
} from "./options.js";

/** The events of the element, beside those of every element. */
export interface MatrixRegisterEvents {
  /** The result; and the password, once, while the event is sent. */
  readonly done: CustomEvent<Result & HandedOver>;
  /** The user wants to sign in instead. `homeserver` is `null` until it is known. */
  readonly signin: CustomEvent<{ readonly homeserver: Homeserver | null }>;
}

/** The element `<matrix-register>`. Each option is a property of it. */
export interface MatrixRegisterElement extends HTMLElement, MatrixRegisterOptions {
  addEventListener<Type extends keyof MatrixRegisterEvents>(
    type: Type,
    listener: (event: MatrixRegisterEvents[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (event: HTMLElementEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "matrix-register": MatrixRegisterElement;
  }
}

/** A server has no elements, and makes none. */
const Base =
  typeof HTMLElement === "undefined" ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/**
 * The card as a custom element. Its events do not bubble: a session goes to the listeners of the element
 * alone.
 */
class RegisterElement extends Base {
  static readonly observedAttributes: readonly string[] = [...attributeNames, "lang"];

  static {
    for (const name of optionNames) {
      Object.defineProperty(RegisterElement.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: RegisterElement) {
          return this.#given.get(name);
        },
        set(this: RegisterElement, value: unknown) {
          this.#give(name, value);
        },
      });
    }
  }

  readonly #given = new Map<string, unknown>();
  #root: Root | null = null;
  #callback: Callback | null = null;
  #hasSignIn = false;
  /** The homeserver that the user chose in place of the app's. */
  #chosen: Pick<MatrixRegisterOptions, "homeserver" | "trust"> = {};

  connectedCallback(): void {
    this.#takeEarlyProperties();
    const container = this.#container();
    if (this.#root === null) {
      if (this.#given.get("callback") === undefined) this.#callback ??= takeCallback();
      this.#root = createRoot(container, { identifierPrefix: "mrk-" });
    }
    adoptStyles(container);
    this.#render();
  }

  disconnectedCallback(): void {
    // An element that is moved is connected again at once, and loses nothing.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#root?.unmount();
      this.#root = null;
    });
  }

  attributeChangedCallback(name: string): void {
    if (name === "homeserver") this.#chosen = {};
    this.#render();
  }

  /** Shows *Sign in* from the first listener for `signin` on. */
  override addEventListener(...args: Parameters<HTMLElement["addEventListener"]>): void {
    super.addEventListener(...args);
    if (args[0] !== "signin") return;
    this.#hasSignIn = true;
    this.#render();
  }

  /** Takes the properties that were set before the element was defined. */
  #takeEarlyProperties(): void {
    for (const name of optionNames.filter((each) => Object.hasOwn(this, each))) {
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      this.#given.set(name, optionValue(name, value));
    }
  }

  #give(name: string, value: unknown): void {
    if (name === "homeserver") this.#chosen = {};
    this.#given.set(name, optionValue(name, value));
    this.#render();
  }

  #container(): Element | ShadowRoot {
    if (this.shadowRoot !== null) return this.shadowRoot;
    return this.hasAttribute("shadow") ? this.attachShadow({ mode: "open" }) : this;
  }

  #render(): void {
    const { homeserver, ...options } = this.#options();
    this.#root?.render(
      homeserver === undefined ? null : <RegisterCard {...options} homeserver={homeserver} />,
    );
  }

  #options(): MatrixRegisterOptions {
    const given = [...this.#given].filter(([, value]) => value !== undefined);
    const options: MatrixRegisterOptions = {
      locale: this.closest<HTMLElement>("[lang]")?.lang,
      callback: this.#callback,
      ...optionsIn(this),
      ...Object.fromEntries(given),
      ...this.#chosen,
    };
    const hasChoice = options.homeservers !== undefined || options.allowAnyHomeserver === true;
    const hasSignIn = this.#hasSignIn || options.onSignIn !== undefined;
    return {
      ...options,
      onDone: (result, handed) => {
        this.#send("done", { ...result, ...handed });
        return options.onDone?.(result, handed);
      },
      onSignIn: hasSignIn
        ? (homeserver) => {
            this.#send("signin", { homeserver });
            options.onSignIn?.(homeserver);
          }
        : undefined,
      onHomeserverChange: hasChoice
        ? (options.onHomeserverChange ?? ((chosen) => this.#choose(chosen, options)))
        : undefined,
    };
  }

  /** Goes on with the homeserver that the user chose. Any that the app does not list is a visitor's. */
  #choose(homeserver: string, { homeservers = [], trust }: MatrixRegisterOptions): void {
    const isListed = homeservers.includes(homeserver);
    this.#chosen = { homeserver, trust: isListed ? trust : "any" };
    this.#render();
  }

  #send<Type extends keyof MatrixRegisterEvents>(
    type: Type,
    detail: MatrixRegisterEvents[Type]["detail"],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Defines `<matrix-register>`, once for each window. */
export function defineElement(): void {
  if (typeof customElements === "undefined" || customElements.get("matrix-register")) return;
  customElements.define("matrix-register", RegisterElement);
}
