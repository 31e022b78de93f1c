import { createServer, type HtmlTagDescriptor, type Plugin } from "vite";
import type { FirstScreen } from "../shell/prerender.js";
import { readConfigFile } from "./readConfigFile.ts";

type Check = typeof import("../config/checkPageConfig.js");
type Prerender = typeof import("../shell/prerender.js");

const check = "/src/page/config/checkPageConfig.ts";
const render = "/src/page/shell/prerender.tsx";

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

  /** Starts what loads modules of the page. They load others while they run, such as a language. */
  function startModules() {
    const server = { middlewareMode: true, hmr: false, ws: false, watch: null } as const;
    const base = { root, configFile: false, logLevel: "error", appType: "custom" } as const;
    return createServer({ ...base, server, optimizeDeps: { noDiscovery: true } });
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
        const modules = await startModules();
        try {
          const { checkConfigKeys } = (await modules.ssrLoadModule(check)) as Check;
          for (const { level, about, text } of checkConfigKeys(config)) {
            if (level === "fault") throw new Error(`config.json: ${about}: ${text}`);
            this.warn(`config.json: ${about}: ${text}`);
          }
          const { prerender } = (await modules.ssrLoadModule(render)) as Prerender;
          const screen = await prerender(config);
          if (screen === null) return html;
          return { html: withScreen(html, screen), tags: [connection(screen)] };
        } finally {
          await modules.close();
        }
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

function withScreen(
  html: string,
  { html: screen, lang, dir, title, unloaded }: FirstScreen,
): string {
  return html
    .replace(/(<p id="unloaded"[^>]*>)[^<]*/, (_, start: string) => start + unloaded)
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
