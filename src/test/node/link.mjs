// Links two accounts as a person does, while another site and another browser try their best.
// In: {chromium, address, gate, evil: [addresses of pages of other origins], account, screenshots}. Out: {seen: {...}, problems: [text]}.
import { join } from "node:path";
import { chromium } from "playwright-core";
import { input, output } from "./stdio.mjs";

const { chromium: executablePath, address, gate, evil, account, screenshots } = input();
const problems = [];
const seen = { forged: [], framed: [] };

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

const open = async (context) => {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
};

// The sites of somebody else, in the person's own browser, with everything known but the cookie.
const attack = async (context, token) => {
  for (const site of evil) {
    const page = await open(context);
    await page.goto(site);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.evaluate(
      ([action, value]) => {
        const form = document.body.appendChild(document.createElement("form"));
        form.method = "post";
        form.action = action;
        for (const [name, text] of [["token", value], ["answer", "link"]]) {
          const field = form.appendChild(document.createElement("input"));
          field.name = name;
          field.value = text;
        }
        form.submit();
      },
      [`${gate}/link`, token],
    );
    seen.forged.push((await answered).status());
    await page.close();
    // A page of its own: the first is still on its way to the answer.
    const framing = await open(context);
    await framing.goto(site);
    await framing.evaluate((src) => {
      document.body.appendChild(document.createElement("iframe")).src = src;
    }, `${gate}/link`);
    await framing.waitForLoadState("networkidle");
    const frame = framing.frames()[1];
    seen.framed.push(await frame.evaluate(() => document.body?.innerText ?? "").catch(() => ""));
    await framing.close();
  }
};

try {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const page = await open(context);
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`page: ${error}`));

  await page.goto(address);
  seen.begin = await page.locator("main").innerText();
  seen.beginAddress = page.url();
  await page.screenshot({ path: join(screenshots, "link-begin.png"), fullPage: true });

  const other = await open(await browser.newContext());
  seen.otherBrowser = (await other.goto(address)).status();

  await page.getByRole("link", { name: "Sign in with GitHub" }).click();
  await page.getByRole("button", { name: account }).click();
  await page.getByRole("heading", { name: "Are both accounts yours?" }).waitFor();
  seen.confirm = await page.locator("main").innerText();
  seen.confirmAddress = page.url();
  seen.language = await page.evaluate(() => document.documentElement.lang);
  seen.headings = await page.getByRole("heading", { level: 1 }).count();
  seen.cookie = (await context.cookies(gate)).map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }));
  seen.readable = await page.evaluate(() => document.cookie);
  await page.screenshot({ path: join(screenshots, "link-confirm.png"), fullPage: true });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: join(screenshots, "link-confirm-dark.png"), fullPage: true });

  await attack(context, await page.locator("input[name=token]").inputValue());

  // By keyboard, as everything else can be done.
  await page.getByRole("button", { name: "These are both mine: link them" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your accounts are linked" }).waitFor();
  seen.done = await page.locator("main").innerText();
  await page.screenshot({ path: join(screenshots, "link-done.png"), fullPage: true });
} catch (e) {
  problems.push(`script: ${e}`);
} finally {
  await browser.close();
}
output({ seen, problems });
