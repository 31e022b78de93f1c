/** The time, in ms, for which a saved text can be read: a browser may ask the user where to put it first. */
const readableMs = 60_000;

/** Has the browser save a text as a file. Nothing is sent. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), readableMs);
}
