// Writes commonpool.css and commonpool.js, minified, where Django serves them from.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import { compile } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, '../commonpool/web/static/commonpool')
mkdirSync(out, { recursive: true })

const { css } = compile(join(here, 'commonpool.scss'), {
  loadPaths: [join(here, 'node_modules')],
  quietDeps: true
})
writeFileSync(join(out, 'commonpool.css'), transformSync(css, { loader: 'css', minify: true }).code)

buildSync({
  entryPoints: [join(here, 'commonpool.mjs')],
  outfile: join(out, 'commonpool.js'),
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2020'
})
