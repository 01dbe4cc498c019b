// Debian's Chromium, driven as a person would; whatever a page complains about fails the test.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type CDPSession, type Page, chromium } from 'playwright-core';
import { kRoot } from './server.ts';

const kScreenshots = join(kRoot, 'build/screenshots');
const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const kDesk = { width: 1440, height: 900 };
export const kPhone = { width: 360, height: 740 };

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    // A container has neither user namespaces nor much shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--lang=zh-CN'],
  });
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** One window with its own cookies. */
export class Window {
  readonly page: Page;
  private readonly context: BrowserContext;
  private debugger?: CDPSession;
  private readonly complaints: string[] = [];
  /** Failures the test itself brings about. */
  private expected: RegExp[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complain(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complain(`script: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) this.complain(`${response.status()} ${response.url()}`);
    });
  }

  static async open(browser: Browser, size: { width: number; height: number }): Promise<Window> {
    const phone = size.width < 600;
    const context = await browser.newContext({
      viewport: size,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
      hasTouch: phone,
      isMobile: phone,
      deviceScaleFactor: phone ? 2 : 1,
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
      );
    });
    return new Window(context, page);
  }

  private complain(what: string) {
    if (!this.expected.some((pattern) => pattern.test(what))) this.complaints.push(what);
  }

  expect_complaint(pattern: RegExp) {
    this.expected.push(pattern);
  }

  /** What the page shows is complete, accessible, quiet, and kept as a picture. */
  async examine(name: string): Promise<void> {
    await this.settled();
    mkdirSync(kScreenshots, { recursive: true });
    const { width } = this.page.viewportSize()!;
    await this.draw(join(kScreenshots, `${name}-${width}.png`));
    const beyond = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(beyond <= 0, `${name} at ${width} px scrolls sideways by ${beyond} px`);
    // Evaluated by the debugger, so the page's policy on scripts stays as it is.
    await this.page.evaluate(axe_source);
    const violations = await this.page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe;
      return (await axe.run({ resultTypes: ['violations'] })).violations;
    });
    assert.equal(
      violations.length,
      0,
      `${name} at ${width} px:\n${violations
        .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 5).map(({ html, failureSummary }) => `    ${html}\n    ${failureSummary}`).join('\n')}`)
        .join('\n')}`,
    );
    this.quiet(name);
  }

  /** The whole page, one pixel for each of CSS. Packing it tightly would take longer than drawing it. */
  private async draw(path: string): Promise<void> {
    this.debugger ??= await this.context.newCDPSession(this.page);
    const { cssContentSize: size } = await this.debugger.send('Page.getLayoutMetrics');
    const { data } = await this.debugger.send('Page.captureScreenshot', {
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: size.width, height: size.height, scale: 1 },
      optimizeForSpeed: true,
    });
    writeFileSync(path, Buffer.from(data, 'base64'));
  }

  quiet(name: string) {
    assert.deepEqual(this.complaints, [], `${name} complains`);
  }

  /** Nothing is loading and nothing moves any more. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        document.querySelector('[aria-busy="true"], .skeleton, .ant-skeleton') === null &&
        document.querySelector('h1') !== null,
    );
    await this.page.waitForFunction(() =>
      document.getAnimations().every((animation) => animation.playState !== 'running'),
    );
  }

  /** Signed in, and no page opened yet: most journeys begin elsewhere than where the form leads. */
  async sign_in(url: string, name: string, password: string): Promise<void> {
    const answer = await this.context.request.post(`${url}/api/session`, {
      headers: { origin: url },
      data: { name, password },
    });
    assert.ok(answer.ok(), `${name} is not signed in: ${await answer.text()}`);
  }

  /** As a person does it; ends where the form leads. */
  async sign_in_by_form(url: string, name: string, password: string): Promise<void> {
    await this.page.goto(`${url}/sign-in`);
    await this.page.getByLabel('登录名').fill(name);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
    await this.page.waitForURL((address) => address.pathname !== '/sign-in');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
