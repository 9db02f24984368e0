// node audit.mjs DIRECTORY   every vector tile, by the letter of MVT 2.1 and a little more
//
// Reads the protocol buffers itself, field by field, so that what a forgiving
// decoder passes over is seen: counts of faults by kind, and an exit code.
import fs from 'node:fs';
import path from 'node:path';
import { load, tilesOf } from './packages.mjs';

const { VectorTile } = await load('@mapbox/vector-tile');
const pbfModule = await load('pbf');
const Pbf = pbfModule.PbfReader || pbfModule.default;

const root = process.argv[2];
const faults = new Map(), examples = new Map();
let where = '';
const fault = kind => {
    faults.set(kind, (faults.get(kind) || 0) + 1);
    if (!examples.has(kind)) examples.set(kind, where);
};

function* fields(bytes) {
    let at = 0;
    const varint = () => {
        let v = 0n, shift = 0n;
        for (;;) {
            if (at >= bytes.length) throw Error('ends early');
            const c = bytes[at++];
            v |= BigInt(c & 127) << shift;
            shift += 7n;
            if (c < 128) return v;
        }
    };
    while (at < bytes.length) {
        const tag = Number(varint()), type = tag & 7;
        let value;
        if (type === 0) value = varint();
        else if (type === 1) { value = bytes.subarray(at, at + 8); at += 8; }
        else if (type === 5) { value = bytes.subarray(at, at + 4); at += 4; }
        else if (type === 2) { const n = Number(varint()); value = bytes.subarray(at, at + n); at += n; }
        else throw Error('wire type ' + type);
        yield { number: tag >> 3, type, value };
    }
}

function packed(bytes) {
    const out = [];
    let v = 0, shift = 1;
    for (const c of bytes) {
        v += (c & 127) * shift;
        shift *= 128;
        if (c < 128) { out.push(v); v = 0; shift = 1; }
    }
    return out;
}

const unzigzag = n => n % 2 ? -(n + 1) / 2 : n / 2;

// Paths of the geometry; faults of its commands on the way.
function geometry(ints, type) {
    const paths = [];
    let x = 0, y = 0, i = 0, current = null;
    while (i < ints.length) {
        const id = ints[i] & 7, count = ints[i] >>> 3;
        i++;
        if (id === 1) {
            if (type !== 1 && count !== 1) fault('MoveTo with a count in a line or polygon');
            for (let k = 0; k < count; k++) {
                x += unzigzag(ints[i++]); y += unzigzag(ints[i++]);
                paths.push(current = [[x, y]]);
            }
        } else if (id === 2) {
            if (!count) fault('LineTo of nothing');
            for (let k = 0; k < count; k++) {
                const dx = unzigzag(ints[i++]), dy = unzigzag(ints[i++]);
                if (!dx && !dy) fault('segment without length');
                x += dx; y += dy;
                current.push([x, y]);
            }
        } else if (id === 7) {
            if (count !== 1) fault('ClosePath count');
            if (type !== 3) fault('ClosePath outside of a polygon');
            current.closed = true;
        } else fault('unknown command');
    }
    if (type === 1 && paths.some(p => p.length > 1)) fault('a point with lines');
    if (type === 2 && paths.some(p => p.length < 2)) fault('a line of one point');
    if (type === 3 && paths.some(p => p.length < 3 || !p.closed)) fault('a ring not closed or too short');
    if (paths.flat().some(([px, py]) => px < -80 || px > 4176 || py < -80 || py > 4176)) fault('outside of the buffer');
    return paths;
}

const area = ring => ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length];
    return sum + x * v - u * y;
}, 0) / 2;

// Whether edges of the rings cross, or overlap along a line.
function cross(rings) {
    const edges = [];
    rings.forEach((ring, r) => ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length];
        edges.push({ a, b, x0: Math.min(a[0], b[0]), x1: Math.max(a[0], b[0]), r, i, n: ring.length });
    }));
    edges.sort((e, f) => e.x0 - f.x0);
    const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
    const within = (a, b, c) => c[0] >= Math.min(a[0], b[0]) && c[0] <= Math.max(a[0], b[0]) &&
        c[1] >= Math.min(a[1], b[1]) && c[1] <= Math.max(a[1], b[1]);
    for (let i = 0; i < edges.length; i++)
        for (let k = i + 1; k < edges.length && edges[k].x0 <= edges[i].x1; k++) {
            const e = edges[i], f = edges[k];
            const s = [side(e.a, e.b, f.a), side(e.a, e.b, f.b), side(f.a, f.b, e.a), side(f.a, f.b, e.b)];
            if (s[0] * s[1] < 0 && s[2] * s[3] < 0) return 'crosses';
            if (!s[0] && !s[1]) {
                const shared = [f.a, f.b].filter(p => within(e.a, e.b, p)).concat(
                    [e.a, e.b].filter(p => within(f.a, f.b, p)));
                if (new Set(shared.map(String)).size > 1) return 'overlaps';
            }
            const apart = Math.abs(e.i - f.i);
            if (e.r === f.r && apart !== 1 && apart !== e.n - 1) {
                const touches = (!s[0] && within(e.a, e.b, f.a)) || (!s[1] && within(e.a, e.b, f.b)) ||
                    (!s[2] && within(f.a, f.b, e.a)) || (!s[3] && within(f.a, f.b, e.b));
                if (touches) return 'touches itself';
            }
        }
    return null;
}

function polygons(paths) {
    let holder = null;
    paths.forEach((ring, i) => {
        const a = area(ring);
        if (a === 0) fault('ring without area');
        if (i === 0 && a < 0) fault('first ring is a hole');
        if (a > 0) holder = a;
        else if (holder !== null && -a >= holder) fault('hole larger than its ring');
    });
    const problem = cross(paths);
    if (problem) fault('polygon ' + problem);
}

const ids = new Map(); // layer + key -> id
let count = { tiles: 0, layers: 0, features: 0, polygons: 0, bytes: 0 };

function layer(bytes) {
    const raw = { keys: [], values: [], features: [] };
    let first = true;
    for (const f of fields(bytes)) {
        if (first && f.number !== 15) fault('version is not first');
        first = false;
        if (f.number === 1) raw.name = Buffer.from(f.value).toString();
        if (f.number === 2) raw.features.push(f.value);
        if (f.number === 3) raw.keys.push(Buffer.from(f.value).toString());
        if (f.number === 4) raw.values.push(f.value);
        if (f.number === 5) raw.extent = Number(f.value);
        if (f.number === 15) raw.version = Number(f.value);
    }
    count.layers++;
    if (raw.version !== 2) fault('version');
    if (raw.extent !== 4096) fault('extent');
    if (!raw.name) fault('no name');
    if (!raw.features.length) fault('empty layer');
    if (new Set(raw.keys).size !== raw.keys.length) fault('key twice');
    const values = raw.values.map(v => Buffer.from(v).toString('hex'));
    if (new Set(values).size !== values.length) fault('value twice');
    for (const v of raw.values) if ([...fields(v)].length !== 1) fault('value of several types');
    const usedKeys = new Set(), usedValues = new Set(), seen = new Set();
    for (const bytes of raw.features) {
        count.features++;
        const f = { tags: [], geometry: [] };
        for (const g of fields(bytes)) {
            if (g.number === 1) f.id = g.value;
            if (g.number === 2) f.tags = packed(g.value);
            if (g.number === 3) f.type = Number(g.value);
            if (g.number === 4) f.geometry = packed(g.value);
        }
        if (f.id !== undefined) {
            if (f.id > 9007199254740991n) fault('id beyond 53 bits');
            if (seen.has(f.id)) fault('id twice in a layer');
            seen.add(f.id);
        } else fault('(no fault) no id in ' + raw.name);
        if (f.tags.length % 2) fault('odd tags');
        const keys = f.tags.filter((_, i) => i % 2 === 0);
        if (new Set(keys).size !== keys.length) fault('key twice in a feature');
        if (f.tags.some((t, i) => t >= (i % 2 ? raw.values : raw.keys).length)) fault('tag out of range');
        f.tags.forEach((t, i) => (i % 2 ? usedValues : usedKeys).add(t));
        if (!f.geometry.length) fault('no geometry');
        if (f.type < 1 || f.type > 3 || f.type === undefined) fault('unknown type');
        const paths = geometry(f.geometry, f.type);
        if (f.type === 3) { count.polygons++; polygons(paths); }
        if (f.tags.length && f.id !== undefined && f.type === 1) {
            const at = keys.findIndex(k => /^(event_id|place_id)$/.test(raw.keys[k]));
            if (at >= 0) {
                const key = raw.name + values[f.tags[2 * at + 1]];
                if (ids.has(key) && ids.get(key) !== f.id) fault('id differs between tiles');
                ids.set(key, f.id);
            }
        }
    }
    if (usedKeys.size !== raw.keys.length) fault('key that is not used');
    if (usedValues.size !== raw.values.length) fault('value that is not used');
    return raw.name;
}

for (const tile of tilesOf(root)) {
    where = path.relative(root, tile.file);
    const bytes = fs.readFileSync(tile.file);
    count.tiles++;
    count.bytes += bytes.length;
    if (tile.x >= 2 ** tile.z || tile.y >= 2 ** tile.z) fault('tile outside of its zoom');
    if (!bytes.length) fault('empty tile');
    try {
        const names = [...fields(bytes)].map(f => f.number === 3 ? layer(f.value) : fault('unknown field'));
        if (new Set(names).size !== names.length) fault('layer twice');
    } catch (e) { fault('cannot be parsed: ' + e.message); }
    try {
        const decoded = new VectorTile(new Pbf(bytes));
        for (const name in decoded.layers)
            for (let i = 0; i < decoded.layers[name].length; i++)
                decoded.layers[name].feature(i).toGeoJSON(tile.x, tile.y, tile.z);
    } catch (e) { fault('@mapbox/vector-tile: ' + e.message); }
}

console.log(JSON.stringify(count));
let bad = 0;
for (const [kind, n] of [...faults].sort()) {
    console.log(`${n}\t${kind}\t${examples.get(kind)}`);
    bad += kind.startsWith('(no fault)') ? 0 : n;
}
console.log(bad ? `${bad} faults` : 'no faults');
process.exit(bad || !count.tiles ? 1 : 0);
