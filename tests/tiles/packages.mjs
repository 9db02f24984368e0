// Packages from node_modules beside this file, or from $NODE_MODULES.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const modules = process.env.NODE_MODULES || path.join(here, 'node_modules');

export async function load(name) {
    const folder = path.join(modules, name);
    if (!fs.existsSync(folder)) {
        console.error(`${name} is not installed; run npm install in ${here}`);
        process.exit(2);
    }
    const entry = createRequire(path.join(modules, 'x.js'));
    try {
        return await import(pathToFileURL(entry.resolve(name)));
    } catch {
        const about = JSON.parse(fs.readFileSync(path.join(folder, 'package.json')));
        const main = about.exports?.['.']?.import || about.exports?.import || about.exports?.['.'] ||
            about.exports || about.module || about.main || 'index.js';
        return import(pathToFileURL(path.join(folder, typeof main === 'string' ? main : main.default)));
    }
}

// All z/x/y.pbf of a directory, in order.
export function tilesOf(root) {
    const numbers = dir => fs.readdirSync(dir).filter(n => /^\d+(\.pbf)?$/.test(n))
        .sort((a, b) => parseInt(a) - parseInt(b));
    const tiles = [];
    for (const z of numbers(root))
        for (const x of numbers(path.join(root, z)))
            for (const y of numbers(path.join(root, z, x)))
                tiles.push({ z: +z, x: +x, y: parseInt(y), file: path.join(root, z, x, y) });
    return tiles;
}
