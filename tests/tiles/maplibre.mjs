// node maplibre.mjs DIRECTORY OUT.png [lon,lat,zoom]
//
// Serves a directory of tiles, vector or PNG, on the loopback, shows it with MapLibre GL in
// headless Chromium and prints how many features of each layer were drawn. Fails when
// MapLibre complains, a layer of the tileset stays empty where the tile under the middle
// has features, or a picture stays blank.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { load, modules } from './packages.mjs';

const puppeteer = (await load('puppeteer-core')).default;
const { VectorTile } = await load('@mapbox/vector-tile');
const pbfModule = await load('pbf');
const Pbf = pbfModule.PbfReader || pbfModule.default;

const [root, png, view] = process.argv.slice(2);
const about = JSON.parse(fs.readFileSync(path.join(root, 'tile.json')));
const [lon, lat, zoom] = view ? view.split(',').map(Number) : about.center;
const raster = about.format === 'png';

const colors = { countries: '#f3efe6', admin1: 'rgba(0,0,0,0)', water: '#a9cbe0', rivers: '#6ba3c7',
    areas: 'rgba(150,110,90,0.15)', roads: '#c9a66b', borders: '#8a7f75', places: '#555', events: '#b22222' };
const layers = [{ id: 'ground', type: 'background', paint: { 'background-color': '#cfe3ee' } }];
if (raster) layers.push({ id: 'tiles', type: 'raster', source: 'tiles' });
for (const l of about.vector_layers || []) {
    const of = type => ['==', ['geometry-type'], type];
    const base = { source: 'tiles', 'source-layer': l.id };
    layers.push({ ...base, id: l.id + '-area', type: 'fill', filter: of('Polygon'),
        paint: { 'fill-color': colors[l.id], 'fill-outline-color': '#b0a79c' } });
    layers.push({ ...base, id: l.id + '-line', type: 'line', filter: of('LineString'),
        paint: { 'line-color': colors[l.id], 'line-width': 1 } });
    layers.push({ ...base, id: l.id + '-point', type: 'circle', filter: of('Point'),
        paint: { 'circle-color': colors[l.id], 'circle-radius': l.id === 'events' ? 6 : 2,
            'circle-stroke-color': '#fff', 'circle-stroke-width': 1 } });
}

const page = origin => `<!doctype html><link rel=stylesheet href=/maplibre-gl.css>
<body style="margin:0"><div id=map style="width:900px;height:600px"></div><script type=module>
window.errors = [];
try {
    const gl = await import('/maplibre-gl.mjs');
    if (gl.setWorkerUrl) gl.setWorkerUrl('${origin}/maplibre-gl-worker.mjs');
    window.map = new gl.Map({ container: 'map', center: [${lon}, ${lat}], zoom: ${zoom},
        attributionControl: false, style: ${JSON.stringify({ version: 8,
            sources: { tiles: { type: raster ? 'raster' : 'vector', url: origin + '/tile.json' } }, layers })} });
    map.on('error', e => errors.push(String(e.error && e.error.message || e)));
    map.on('idle', () => window.done = true);
} catch (e) { errors.push('fatal ' + e.stack); window.done = true; }
</script>`;

let served = 0, missing = 0;
const types = { '.mjs': 'text/javascript', '.css': 'text/css', '.png': 'image/png', '.pbf': 'application/x-protobuf' };
const server = http.createServer((request, response) => {
    const url = request.url.split('?')[0], origin = `http://127.0.0.1:${server.address().port}`;
    response.setHeader('content-type', types[path.extname(url)] || 'text/html');
    if (url === '/') return response.end(page(origin));
    if (url === '/tile.json')
        return response.end(JSON.stringify({ ...about, tiles: about.tiles.map(t => `${origin}/${t}`) }));
    const tile = /^\/\d+\/\d+\/\d+\.(pbf|png)$/.test(url);
    const file = tile ? path.join(root, url) : path.join(modules, 'maplibre-gl/dist', path.basename(url));
    if (!fs.existsSync(file)) {
        missing += tile;
        response.statusCode = tile || url === '/favicon.ico' ? 204 : 404;
        return response.end();
    }
    served += tile;
    response.end(fs.readFileSync(file));
});
await new Promise(ready => server.listen(0, '127.0.0.1', ready));

const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
        '--disable-background-networking'],
});
const tab = await browser.newPage();
await tab.setViewport({ width: 900, height: 600 });
const complaints = [];
tab.on('console', m => { if (m.type() === 'error' || m.type() === 'warn') complaints.push(m.text().slice(0, 200)); });
tab.on('pageerror', e => complaints.push(e.message.slice(0, 300)));
await tab.goto(`http://127.0.0.1:${server.address().port}/`);
try {
    await tab.waitForFunction('window.done === true', { timeout: 60000 });
} catch {
    complaints.push('not idle after 60 s');
}
const result = await tab.evaluate(() => {
    const drawn = {};
    if (window.map)
        for (const f of window.map.queryRenderedFeatures()) drawn[f.sourceLayer] = (drawn[f.sourceLayer] || 0) + 1;
    return { drawn, errors: window.errors };
});
await tab.screenshot({ path: png });
await browser.close();
server.close();

complaints.push(...result.errors);
if (!raster) {
    const z = Math.max(about.minzoom, Math.min(about.maxzoom, Math.floor(zoom)));
    const x = Math.floor((lon + 180) / 360 * 2 ** z), s = Math.sin(lat * Math.PI / 180);
    const y = Math.floor((0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * 2 ** z);
    const middle = path.join(root, `${z}/${x}/${y}.pbf`);
    if (fs.existsSync(middle))
        for (const name of Object.keys(new VectorTile(new Pbf(fs.readFileSync(middle))).layers))
            if (!result.drawn[name]) complaints.push(`nothing of ${name} is drawn`);
}
if (!served) complaints.push('no tile was asked for');
console.log(JSON.stringify({ root, served, missing, drawn: result.drawn, complaints }));
process.exit(complaints.length ? 1 : 0);
