import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { localeTags } from "../../src/locales/loadWords.js";
import { typographies, typographyFaults } from "./typography.js";

const folders = ["src/locales/catalogues", "src/page/locales"];

test("each language has its row", () => {
  expect(Object.keys(typographies).sort()).toEqual(localeTags.toSorted());
});

test.each(localeTags)("%s: each text is set as its language sets it", (tag) => {
  const faults = folders
    .flatMap((folder) => Object.entries(catalogueIn(folder, tag)))
    .map(([key, text]) => ({ key, text, faults: typographyFaults(text, tag) }))
    .filter((message) => message.faults.length > 0);
  expect(faults).toEqual([]);
});

test.each([
  ["de", "Wird geladen …", "space before a sign"],
  ["de", "Wird geladen…", "space before a sign"],
  ["de", "Prüfe den Namen :", "space before a sign"],
  ["de", "„{key}” fehlt.", "quotation marks"],
  ["de", "“{key}” fehlt.", "quotation marks"],
  ["de", "Ein Name—kein anderer.", "dash"],
  ["en", "The homeserver's page", "typewriter signs"],
  ["en", 'Use "{suggestion}"', "typewriter signs"],
  ["en", "Loading...", "typewriter signs"],
  ["en", "A name - no other.", "typewriter signs"],
  ["en", "Use “{suggestion}", "quotation marks"],
  ["en", "Use “ {suggestion} ”", "quotation marks"],
  ["en", "Open it( in a new tab)", "brackets"],
  ["en", "Open it (in a new tab", "brackets"],
  ["en", "Use a–z and . _ = / + -.", "end beside an example"],
  ["en", "Add a symbol such as ! or ?.", "end beside an example"],
  ["en", "Open it  now.", "spaces or none"],
  ["en", "Open it now .", "spaces or none"],
  ["en", "Open it:now.", "spaces or none"],
  ["en", "Open it now. ", "spaces or none"],
  ["en", "", "spaces or none"],
  ["en", "{count, plural, one {one} other {two }}", "spaces or none"],
  ["es", "Ya tienes una cuenta?", "beginning of a question"],
  ["es", "¿Ya tienes una cuenta", "beginning of a question"],
  ["es", "Use “{suggestion}”", "quotation marks"],
  ["fr", "Réessayez :", "space before a sign"],
  ["fr", "Réessayez:", "space before a sign"],
  ["fr", "Déjà un compte\u00a0?", "space before a sign"],
  ["fr", "Chargement\u00a0…", "space before a sign"],
  ["fr", "Utiliser « {suggestion} »", "quotation marks"],
  ["fr", "Utiliser «{suggestion}»", "quotation marks"],
  ["pl", "Użyj „{suggestion}“", "quotation marks"],
  ["uk", "Домашній сервер – {host}.", "dash"],
  ["ja", "「{key}」 (任意)", "brackets"],
  ["ja", "“{key}”", "quotation marks"],
  ["uk", "Этот сервер", "signs of another language"],
  ["uk", "Tокен реєстрації", "meeting of scripts"],
  ["ja", "名前を確認してください!", "signs of another language"],
  ["ja", "アカウント:{host}", "signs of another language"],
  ["ja", "届きませんか？番号を確認してください。", "signs of another language"],
  ["ja", "名前を 確認してください。", "signs of another language"],
  ["ja", "{serverName}に作成", "meeting of scripts"],
  ["ja", "無料の{serverName} アカウント", "meeting of scripts"],
  ["ja", "SMSが届きます。", "meeting of scripts"],
  ["he", "שם-משתמש", "signs of another language"],
  ["he", "חשבון ב{serverName}", "meeting of scripts"],
  ["ar", "کلمة", "signs of another language"],
  ["ar", "اسم المستخدم, ثم", "signs of another language"],
  ["ar", "افتح config.json.", "isolates"],
  ["he", "\u2066config.json", "isolates"],
  ["xx", "Text", "a language without a row"],
])("%s: “%s” is found by its %s", (tag, text, fault) => {
  expect(typographyFaults(text, tag)).toContain(fault);
});

test.each([
  ["de", "Erlaubt sind a–z, 0–9 und . _ = / + - – sonst nichts."],
  ["en", "Use . _ ~ - or letters. A symbol such as ! or ? is enough."],
  ["de", "Wird geladen\u00a0…"],
  ["en", "A symbol such as ! or ?"],
  ["en", "An address like “https://matrix.example.org” (with http: for tests)."],
  ["es", "¿Ya tienes una cuenta? ¡Entra!"],
  ["fr", "«\u00a0{key}\u00a0» manque\u00a0: non\u202f; c’est faux\u202f?"],
  ["ar", "افتح \u2066config.json\u2069، ثم {name}."],
  ["he", "חשבון ב־{serverName}, ב”{key}”"],
  ["ja", "「{key}」（任意）"],
  ["ja", "{when}に <id>{userId}</id> を確認：ユーザーIDは7文字、! や ? が使えます。"],
  ["ja", "届きませんか？\u3000確認してください。"],
  ["uk", "Увімкнено Caps Lock — URL-адреса."],
])("%s: nothing is found in “%s”", (tag, text) => {
  expect(typographyFaults(text, tag)).toEqual([]);
});

function catalogueIn(folder: string, tag: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(`${folder}/${tag}.json`, "utf8")) as Record<string, string>;
}
