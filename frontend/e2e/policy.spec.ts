import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { openList } from './page';
import { expect, test } from './program';

// elsewhere is a host that a page must never ask, with what it was asked.
async function elsewhere() {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.setHeader('Access-Control-Allow-Origin', '*');
    answer.end('window.planted = (window.planted ?? 0) + 1;');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

interface Watched {
  planted?: number;
  blocked: string[];
}

// watch collects what the browser says it stopped.
const watch = (page: Page) =>
  page.evaluate(() => {
    const watched = window as unknown as Watched;
    watched.blocked = [];
    document.addEventListener('securitypolicyviolation', (event) => watched.blocked.push(event.effectiveDirective));
  });

// Everything that somebody who could write into the page would try, by the directive
// that stops it.
const tries: Record<string, (other: string) => void> = {
  'script-src-elem': (other) => {
    const inline = document.createElement('script');
    inline.textContent = 'window.planted = 1';
    const remote = document.createElement('script');
    remote.src = `${other}/script.js`;
    document.body.append(inline, remote);
  },
  'script-src-attr': () => {
    const box = document.createElement('div');
    box.innerHTML = '<img src=x: onerror="window.planted = 1"><b onclick="window.planted = 1">b</b>';
    document.body.append(box);
    box.querySelector('b')?.click();
  },
  'script-src': () => {
    const runs = [
      // biome-ignore lint/security/noGlobalEval: it is to be stopped
      () => globalThis.eval('window.planted = 1'),
      () => new Function('window.planted = 1')(),
      () => setTimeout('window.planted = 1', 0),
    ];
    for (const run of runs) setTimeout(run); // by itself: what a test evaluates may do more
  },
  'style-src-elem': (other) => {
    const inline = document.createElement('div');
    inline.innerHTML = '<style>body { --planted: 1 }</style>';
    const remote = document.createElement('link');
    Object.assign(remote, { rel: 'stylesheet', href: `${other}/style.css` });
    document.head.append(inline, remote);
  },
  'style-src-attr': (other) => {
    const box = document.createElement('div');
    box.innerHTML = `<p style="background: url(${other}/background.png)">p</p>`;
    document.body.append(box);
  },
  'img-src': (other) => {
    new Image().src = `${other}/picture.png`;
  },
  'font-src': (other) => {
    void new FontFace('planted', `url(${other}/font.woff2)`).load().catch(() => {});
  },
  'connect-src': (other) => {
    void fetch(`${other}/fetch`).catch(() => {});
    navigator.sendBeacon(`${other}/beacon`, 'a');
    new WebSocket(`${other.replace('http', 'ws')}/socket`).onerror = () => {};
    new EventSource(`${other}/events`).onerror = () => {};
  },
  'frame-src': (other) => {
    for (const src of [`${other}/frame`, 'javascript:window.parent.planted=1', 'data:text/html,frame']) {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
    }
  },
  'object-src': (other) => {
    const object = document.createElement('object');
    object.data = `${other}/object`;
    document.body.append(object);
  },
  'media-src': (other) => {
    new Audio(`${other}/sound.mp3`).load();
  },
  'worker-src': (other) => {
    try {
      new Worker(URL.createObjectURL(new Blob([`fetch('${other}/worker')`])));
    } catch {
      // Stopped, as it should be.
    }
  },
  'base-uri': (other) => {
    const base = document.createElement('base');
    base.href = `${other}/`;
    document.head.append(base);
  },
  'form-action': () => {
    const form = document.createElement('form');
    form.action = '/'; // one to another host does not come so far: see below
    document.body.append(form);
    form.submit();
  },
};

test.describe('what is written into the page', () => {
  test.use({ tries: { seen: [/^GET .*\/script\.js$/, /^GET .*\/events$/] } });
  test('neither runs nor looks like anything, and reaches no other host', async ({ program, page }) => {
    const other = await elsewhere();
    await page.goto(program.url);
    await openList(page);
    await watch(page);
    for (const [directive, attempt] of Object.entries(tries)) {
      await test.step(directive, async () => {
        await page.evaluate(attempt as (other: string) => void, other.url);
        await expect.poll(() => page.evaluate(() => (window as unknown as Watched).blocked)).toContain(directive);
      });
    }
    expect(await page.evaluate(() => (window as unknown as Watched).planted)).toBeUndefined();
    expect(await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--planted'))).toBe('');
    expect(page.url()).toBe(program.url);
    expect(other.asked).toEqual([]);
    other.close();
  });
});

test('no other page can show this one, and none takes its place', async ({ program, page }) => {
  const other = await elsewhere();
  await page.goto(program.url);
  await openList(page);
  await test.step('what is dropped or pressed leads nowhere', async () => {
    await page.evaluate((url) => {
      const dropped = new DataTransfer();
      dropped.setData('text/uri-list', `${url}/dropped`);
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped });
      document.querySelector('main')?.dispatchEvent(drop);
      (window as unknown as { kept: boolean }).kept = drop.defaultPrevented;
      const link = document.createElement('a');
      link.href = `${url}/link`;
      document.body.append(link);
      link.click();
      window.open(`${url}/opened`);
      const form = document.createElement('form');
      form.action = `${url}/form`;
      document.body.append(form);
      form.submit();
      location.assign(`${url}/assigned`);
    }, other.url);
    expect(await page.evaluate(() => (window as unknown as { kept: boolean }).kept)).toBe(true);
    expect(page.url()).toBe(program.url);
    expect(page.context().pages()).toHaveLength(1);
  });
  await test.step('in a frame of another page it stays empty', async () => {
    await page.goto('about:blank');
    await page.setContent(`<iframe src="${program.url}"></iframe>`);
    await expect.poll(() => page.frames().map((frame) => frame.url())).toContain('chrome-error://chromewebdata/');
  });
  expect(other.asked).toEqual([]);
  other.close();
});

test.describe('a page without a policy', () => {
  test.use({
    tries: { seen: [/^GET .*\/asked$/, /^WebSocket .*\/socket$/, /^opens another page/, /^GET .*\/opened$/] },
  });
  test('asks nobody and opens nothing unseen', async ({ page }) => {
    const other = await elsewhere();
    await page.goto(other.url);
    await page.evaluate(() => {
      void fetch('/asked').catch(() => {});
      new WebSocket(`${location.origin.replace('http', 'ws')}/socket`).onerror = () => {};
      window.open('/opened');
    });
    await expect.poll(() => other.asked).toEqual(expect.arrayContaining(['/asked', '/opened']));
    other.close();
  });
});
