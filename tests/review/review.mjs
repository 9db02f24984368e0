// node review.mjs REVIEW.html OUT.png
//
// Opens a review page from its file in headless Chromium and works it by keyboard: accepts,
// rejects, moves, undoes, saves. Fails when a script complains, anything is asked of a network,
// or what is saved is not what was accepted.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from '../tiles/packages.mjs';

const puppeteer = (await load('puppeteer-core')).default;
const [page_path, png] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
const faults = [], requests = [];
page.on('pageerror', e => faults.push(String(e)));
page.on('console', m => m.type() === 'error' && faults.push(m.text()));
page.on('request', r => /^(file|data|blob):/.test(r.url()) || requests.push(r.url()));
const must = (ok, what) => { if (!ok) faults.push(what); };
const states = () => page.evaluate(() => dateline.events.map(e => e.state));
const press = async (...keys) => { for (const k of keys) await page.keyboard.press(k); };

await page.setViewport({ width: 1440, height: 900 });
await page.goto(pathToFileURL(path.resolve(page_path)).href);
const n = (await states()).length;
must(n >= 4, `${n} events are too few to try the page with`);

await press('a', 'r');
must((await states()).slice(0, 2).join() === 'accepted,rejected', 'A accepts, R rejects, each goes on to the next');
await press('u');
must((await states())[1] === '', 'U takes the last one back');
await press('r');

const third = () => page.evaluate(() => dateline.events[2].where);
const before = await third();
await press('m', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Escape');
must(JSON.stringify(await third()) === JSON.stringify(before), 'Esc leaves a moved event where it was');
await press('m', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter');
const after = await third();
must(after[0] > (before ? before[0] : -999) && (!before || after[1] < before[1]), 'arrow keys move an event east and south');
await press('a');

const round = await page.evaluate(() => { const p = [46.75, 39.82]; return dateline.unproject(dateline.project(p)); });
must(Math.hypot(round[0] - 46.75, round[1] - 39.82) < 1e-4, 'pixels and degrees go back and forth');
const result = JSON.parse(await page.evaluate(() => dateline.result()));
must(result.features.length === 2, `2 were accepted, ${result.features.length} are saved`);
must(JSON.stringify(result.features[1].geometry.coordinates) === JSON.stringify(after), 'a moved event is saved where it was moved to');
must(result.features.every(f => f.properties.needs_review === false), 'what is accepted needs no review');

const download = path.dirname(path.resolve(png));
await (await page.createCDPSession()).send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: download });
await press('s');
for (let i = 0; i < 50 && !fs.existsSync(path.join(download, 'events.geojson')); i++)
    await new Promise(r => setTimeout(r, 100));
must(fs.existsSync(path.join(download, 'events.geojson')), 'S saves a file');
must(await page.evaluate(() => [...document.querySelectorAll('.ev.on')].length > 0), 'the evidence of the event is marked in the text');
await page.screenshot({ path: png });
await browser.close();
for (const r of requests) faults.push(`asked for ${r}`);
for (const f of faults) console.error(`review: ${f}`);
console.log(`review page: ${n} events, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
