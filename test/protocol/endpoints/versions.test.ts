import { describe, expect, it } from "vitest";
import { versions } from "../../../src/protocol/endpoints/versions.js";
import { inheritedNames, rejection, server } from "../answers.js";

describe("the versions", () => {
  it("are read with their unstable features", async () => {
    const { options, asked } = server(200, {
      versions: ["r0.6.1", "v1.12"],
      unstable_features: { "org.example.a": true, "org.example.b": false, "org.example.c": "yes" },
    });
    const { versions: spoken, unstableFeatures } = await versions(options);
    expect(spoken).toEqual(["r0.6.1", "v1.12"]);
    expect({ ...unstableFeatures }).toEqual({ "org.example.a": true, "org.example.b": false });
    expect(asked()).toEqual([
      { method: "GET", url: "https://matrix.example.org/_matrix/client/versions" },
    ]);
  });

  it.each([undefined, null, [], "features"])("may come with features of %j", async (features) => {
    const { options } = server(200, { versions: [], unstable_features: features });
    const { unstableFeatures } = await versions(options);
    expect(Object.keys(unstableFeatures)).toEqual([]);
    for (const name of inheritedNames) expect(unstableFeatures[name]).toBeUndefined();
  });

  it.each([{}, { versions: null }, { versions: "v1.1" }, { versions: [1] }, { versions: {} }])(
    "are not %j",
    async (body) => {
      const error = await rejection(versions(server(200, body).options));
      expect(error).toMatchObject({ reason: "unreadable", status: 200 });
    },
  );
});
