import { expect, test } from "vitest";
import { createTranslator } from "../../src/locales/createTranslator.js";
import { localeTags } from "../../src/locales/loadWords.js";
import { problemText } from "../../src/locales/problemText.js";
import { stageName, stageNames } from "../../src/locales/stageName.js";
import { countdownText, waitText } from "../../src/locales/waitText.js";
import { loadLocale } from "./loadLocale.js";

const twoStages = ["m.login.registration_token", "m.login.email.identity"];

const rows = [
  [
    "ar",
    "ستتاح إعادة المحاولة بعد 5 ثوانٍ.",
    "ستتاح إعادة المحاولة بعد ثانية واحدة.",
    "سيتاح طلب رسالة أخرى بعد دقيقتين.",
    "المتابعة باستخدام: رمز التسجيل وعنوان البريد الإلكتروني",
    "يطلب example.org: عنوان البريد الإلكتروني.",
  ],
  [
    "he",
    "אפשר יהיה לנסות שוב בעוד 5 שניות.",
    "אפשר יהיה לנסות שוב בעוד שנייה.",
    "אפשר יהיה לבקש הודעה נוספת בעוד 2 דקות.",
    "המשך עם: אסימון הרשמה וכתובת דוא״ל",
    "example.org מבקש: כתובת דוא״ל.",
  ],
  [
    "ja",
    "5 秒後にもう一度お試しいただけます。",
    "1 秒後にもう一度お試しいただけます。",
    "2 分後に再送信を依頼できます。",
    "次の方法で続ける：登録用トークン、メールアドレス",
    "example.org が求めているもの：メールアドレス。",
  ],
  [
    "uk",
    "Ви зможете спробувати ще раз через 5 секунд.",
    "Ви зможете спробувати ще раз через 1 секунду.",
    "Ви зможете попросити нове повідомлення через 2 хвилини.",
    "Продовжити інакше: токен реєстрації і адреса електронної пошти",
    "Вимога сервера example.org: адреса електронної пошти.",
  ],
  [
    "en",
    "You can try again in 5 seconds.",
    "You can try again in 1 second.",
    "You can ask for another message in 2 minutes.",
    "Continue with: a registration token and an email address",
    "example.org asks for an email address.",
  ],
  [
    "de",
    "Du kannst es in 5 Sekunden noch einmal versuchen.",
    "Du kannst es in 1 Sekunde noch einmal versuchen.",
    "Du kannst in 2 Minuten um eine neue Nachricht bitten.",
    "Weiter mit: Registrierungstoken und E-Mail-Adresse",
    "example.org verlangt: E-Mail-Adresse.",
  ],
  [
    "es",
    "Puedes volver a intentarlo dentro de 5 segundos.",
    "Puedes volver a intentarlo dentro de 1 segundo.",
    "Puedes pedir otro mensaje dentro de 2 minutos.",
    "Continuar con: un token de registro y un correo electrónico",
    "example.org pide: un correo electrónico.",
  ],
  [
    "fr",
    "Vous pourrez réessayer dans 5 secondes.",
    "Vous pourrez réessayer dans 1 seconde.",
    "Vous pourrez demander un autre message dans 2 minutes.",
    "Continuer avec\u00a0: un jeton d’enregistrement et une adresse e-mail",
    "example.org demande\u00a0: une adresse e-mail.",
  ],
  [
    "it",
    "Puoi riprovare tra 5 secondi.",
    "Puoi riprovare tra 1 secondo.",
    "Puoi chiedere un altro messaggio tra 2 minuti.",
    "Continua con: un token di registrazione e un indirizzo email",
    "example.org chiede: un indirizzo email.",
  ],
  [
    "nl",
    "Je kunt het over 5 seconden opnieuw proberen.",
    "Je kunt het over 1 seconde opnieuw proberen.",
    "Je kunt over 2 minuten om een nieuw bericht vragen.",
    "Doorgaan met: een registratietoken en een e-mailadres",
    "example.org vraagt om: een e-mailadres.",
  ],
  [
    "pl",
    "Możesz spróbować ponownie za 5 sekund.",
    "Możesz spróbować ponownie za 1 sekundę.",
    "Możesz poprosić o kolejną wiadomość za 2 minuty.",
    "Inny sposób: token rejestracyjny i adres e-mail",
    "Wymaganie serwera example.org: adres e-mail.",
  ],
  [
    "pt-BR",
    "Você pode tentar de novo em 5 segundos.",
    "Você pode tentar de novo em 1 segundo.",
    "Você pode pedir outra mensagem em 2 minutos.",
    "Continuar com: um token de registro e um endereço de e-mail",
    "example.org pede: um endereço de e-mail.",
  ],
] as const;

test("each language has its row", () => {
  expect(rows.map(([tag]) => tag).sort()).toEqual(localeTags.toSorted());
});

test.each(rows)(
  "%s: times and names of stages fit the sentences around them",
  async (tag, seconds, second, minutes, flow, stage) => {
    const translator = createTranslator(await loadLocale(tag));
    const stages = stageNames(twoStages, translator);
    expect(plain(waitText(5_000, translator))).toBe(seconds);
    expect(plain(waitText(1_000, translator))).toBe(second);
    expect(plain(countdownText(120_000, "resend", translator))).toBe(minutes);
    expect(plain(translator.text("stage.chooseFlow", { stages }))).toBe(flow);
    expect(
      plain(
        translator.text("stage.unsupported.text", {
          serverName: "example.org",
          stage: stageName("m.login.email.identity", translator),
        }),
      ),
    ).toContain(stage);
    expect(problemText({ code: "noSupportedFlow", stages: twoStages }, translator)).toContain(
      stages,
    );
  },
);

test("he: a wait of two hours has its number once", async () => {
  const translator = createTranslator(await loadLocale("he"));
  expect(plain(waitText(2 * 60 * 60_000, translator))).toBe("אפשר יהיה לנסות שוב בעוד שעתיים.");
});

/** Without the signs around a value. */
function plain(text: string): string {
  return text.replace(/[\u2068\u2069]/g, "");
}
