import { type HtmlTagDescriptor, type Plugin, runnerImport } from "vite";
import type { FirstScreen } from "../shell/prerender.js";
import { readConfigFile } from "./readConfigFile.ts";

type Check = typeof import("../config/checkPageConfig.js");
type Prerender = typeof import("../shell/prerender.js");

/**
 * Writes the first screen into the HTML of the built page. The browser connects to the homeserver at once.
 * Without a homeserver in the configuration the page stays as it is. An unknown key is a warning; a mistake
 * ends the build.
 * @param configFile becomes the built page's `config.json`. Default: that of the public files.
 */
export function firstScreenPlugin(configFile?: string): Plugin {
  let root = "";
  let publicDir = "";
  let isDevelopment = false;

  /** Loads a module of the page. */
  async function load<Module>(path: string): Promise<Module> {
    const options = { root, configFile: false, logLevel: "error" } as const;
    return (await runnerImport<Module>(path, options)).module;
  }

  return {
    name: "page-first-screen",
    apply: "build",
    configResolved(config) {
      ({ root, publicDir } = config);
      isDevelopment = !config.isProduction;
    },
    generateBundle() {
      if (configFile === undefined) return;
      const source = JSON.stringify(readConfigFile(publicDir, configFile), null, 2);
      this.emitFile({ type: "asset", fileName: "config.json", source });
    },
    transformIndexHtml: {
      order: "post",
      async handler(html) {
        const config = isDevelopment ? undefined : readConfigFile(publicDir, configFile);
        if (config === undefined) return html;
        const { checkConfigKeys } = await load<Check>("/src/page/config/checkPageConfig.ts");
        for (const { level, about, text } of checkConfigKeys(config)) {
          if (level === "fault") throw new Error(`config.json: ${about}: ${text}`);
          this.warn(`config.json: ${about}: ${text}`);
        }
        const { prerender } = await load<Prerender>("/src/page/shell/prerender.tsx");
        const screen = await prerender(config);
        if (screen === null) return html;
        return { html: withScreen(html, screen), tags: [connection(screen)] };
      },
    },
  };
}

function connection({ origin }: FirstScreen): HtmlTagDescriptor {
  return {
    tag: "link",
    attrs: { rel: "preconnect", href: origin, crossorigin: true },
    injectTo: "head",
  };
}

function withScreen(html: string, { html: screen, lang, dir, title }: FirstScreen): string {
  return html
    .replace(/<html[^>]*>/, () => `<html lang="${lang}" dir="${dir}">`)
    .replace(/<title>.*<\/title>/, () => title)
    .replace(
      '<div id="page">',
      () => `<div id="shell">${screen}</div><script>${keeper}</script><div id="page" hidden>`,
    );
}

/**
 * Keeps what happens in the form before the page's script is there: that it was sent, and composition. A
 * script that came first may have dropped the form.
 */
const keeper = [
  "{let e=document.getElementById('shell'),on=(t,f)=>e?.addEventListener(t,f);",
  "on('submit',v=>{v.preventDefault();e.dataset.composing??(e.dataset.sent='')});",
  "on('compositionstart',()=>{e.dataset.composing=''});",
  "on('compositionend',()=>{delete e.dataset.composing})}",
].join("");
