// Unpacks the browser that the npm package carries: node .ci/unpack-chromium.mjs FROM TO
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

const [from, to] = process.argv.slice(2)
const unpack = (name) =>
  pipeline(
    createReadStream(join(from, `${name}.br`)),
    createBrotliDecompress(),
    createWriteStream(join(to, name)),
  )

await Promise.all(['chromium', 'al2023.tar'].map(unpack))
await chmod(join(to, 'chromium'), 0o755)
