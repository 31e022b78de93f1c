/** Text as it must stand in a page. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A page: no CORS headers, so that no script of another origin reads it, and no frame shows it.
 * `title` is text; `body` and `head` are HTML.
 */
export function htmlResponse(status: number, title: string, body: string, head = ""): Response {
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
article { margin-block: 1.5rem; padding: 0 1rem; border: 1px solid #8888; border-radius: 0.5rem; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
${head}
</head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`;
  return new Response(page, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "frame-ancestors 'none';",
      "X-Frame-Options": "DENY",
    },
  });
}
