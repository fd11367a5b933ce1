// Drives the sandbox's conversation page as people do.
// In: {chromium, url, screenshots, first, second}: the labels of the runs of two waiting deployments. Out: {seen: {...}, problems: [text]}.
import { join } from "node:path";
import { chromium } from "playwright-core";
import { input, output } from "./stdio.mjs";

const { chromium: executablePath, url, screenshots, first, second } = input();
const problems = [];
const seen = {};

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--metrics-recording-only",
  ],
});
const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
page.setDefaultTimeout(15_000);
page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(`console: ${message.text()}`));
page.on("pageerror", (error) => problems.push(`page: ${error}`));
page.on("request", (request) => {
  if (!request.url().startsWith(`${url}/`) && request.url() !== url && !request.url().startsWith("data:")) {
    problems.push(`request to ${request.url()}`);
  }
});
page.on("response", (response) => response.status() >= 500 && problems.push(`${response.status()} from ${response.url()}`));

const become = async (name) => {
  await page.getByTestId("person-switch").getByRole("radio", { name }).click();
};
const message = (title) => page.locator("#messages").getByTestId("message").filter({ hasText: title });
// Three dots say that a dialog follows.
const button = (title, name) => message(title).getByRole("button", { name: new RegExp(`^${name}…?$`) });

try {
  await page.goto(url);
  await message(first).waitFor();
  await message(second).waitFor();
  await page.screenshot({ path: join(screenshots, "waiting.png") });

  // The author presses Approve and is told in private why that does not count.
  await become("author");
  await button(first, "Approve").click();
  const refusal = page.getByTestId("ephemeral").first();
  await refusal.waitFor();
  seen.refusal = await refusal.innerText();
  await become("approver-1");
  // The page draws the other person's view a moment later; where the answer stays, this ends with a timeout.
  await refusal.waitFor({ state: "detached" });
  seen.refusalSeenByOthers = await page.getByTestId("ephemeral").count();

  // The whole change in a dialog, with the keyboard only.
  await button(first, "Full change").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("modal").locator("form").waitFor();
  seen.change = await page.getByTestId("modal").innerText();
  await page.screenshot({ path: join(screenshots, "change.png") });
  await page.keyboard.press("Escape");
  await page.getByTestId("modal").waitFor({ state: "hidden" });

  // Every button of the message is reached by the tab key.
  await page.locator("#messages").focus();
  const reached = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ""));
  }
  seen.reached = [...reached].filter((text) => /^(Approve|Reject|Full change)…?$/.test(text));

  // Approval by keyboard.
  await button(first, "Approve").focus();
  await page.keyboard.press("Enter");
  await message(first).filter({ hasText: "Approved by" }).waitFor();
  seen.approved = await message(first).innerText();
  seen.buttonsAfterApproval = await message(first).getByRole("button", { name: /^(Approve|Reject)…?$/ }).count();
  await page.screenshot({ path: join(screenshots, "approved.png") });

  // Rejection: the dialog wants a reason.
  await button(second, "Reject").click();
  const modal = page.getByTestId("modal");
  await modal.getByRole("textbox").waitFor();
  await modal.getByTestId("modal-submit").click();
  seen.emptyReasonStays = await modal.isVisible();
  await modal.getByRole("textbox").fill("Not before the freeze ends");
  await page.screenshot({ path: join(screenshots, "reason.png") });
  await modal.getByTestId("modal-submit").click();
  await message(second).filter({ hasText: "Rejected by" }).waitFor();
  await message(second).getByTestId("open-thread").click();
  await page.getByTestId("thread").filter({ hasText: "Not before the freeze ends" }).waitFor();
  seen.thread = await page.getByTestId("thread").innerText();
  await page.screenshot({ path: join(screenshots, "rejected.png") });

  // What a screen reader needs.
  seen.namelessButtons = await page.evaluate(
    () => [...document.querySelectorAll("button")].filter((b) => !(b.textContent.trim() || b.getAttribute("aria-label"))).length,
  );
  seen.language = await page.evaluate(() => document.documentElement.lang);
  seen.headings = await page.getByRole("heading", { level: 1 }).count();
} catch (e) {
  problems.push(`script: ${e}`);
  await page.screenshot({ path: join(screenshots, "failed.png") }).catch(() => {});
} finally {
  await browser.close();
}
output({ seen, problems });
