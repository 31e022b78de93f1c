import { expect, test, vi } from "vitest";
import { readPageAddress, takePageAddress } from "../../src/page/pageAddress.js";

test("a link fills in what it says", () => {
  const url = new URL(
    "https://page.example/?homeserver=example.org&username=alice&email=a%2Bb@example.org&token=t&lang=de",
  );
  expect(readPageAddress(url)).toEqual({
    homeserver: "example.org",
    username: "alice",
    email: "a+b@example.org",
    registrationToken: "t",
    lang: "de",
  });
});

test("an empty or endless value is left out", () => {
  const url = new URL(`https://page.example/?username=&email=%20&token=${"x".repeat(3000)}`);
  expect(readPageAddress(url)).toEqual({});
});

test("the token leaves the address, everything else stays", () => {
  const history = { state: { kept: true }, replaceState: vi.fn<History["replaceState"]>() };
  const href = "https://page.example/a/?username=alice&token=secret&lang=de#x";
  expect(takePageAddress({ href }, history).registrationToken).toBe("secret");
  expect(history.replaceState).toHaveBeenCalledOnce();
  const [state, , url] = history.replaceState.mock.lastCall ?? [];
  expect(state).toEqual({ kept: true });
  expect(String(url)).toBe("https://page.example/a/?username=alice&lang=de#x");
});

test("without a token the address is left alone", () => {
  const history = { state: null, replaceState: vi.fn() };
  takePageAddress({ href: "https://page.example/?username=alice" }, history);
  expect(history.replaceState).not.toHaveBeenCalled();
});
