import { SignUp } from "./SignUp";

/** Rendered on the server: the card is in the HTML, and waits for its script. */
export default function Page() {
  return (
    <main>
      <SignUp />
    </main>
  );
}
