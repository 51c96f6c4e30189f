// Takes the layers out of the package's model that say trainable: false, as they are,
// and writes them in the format that scoring/features/weights.go reads:
//
//   node convert.js MODEL.js SHARD.js OUTPUT
//
// The format: the eight bytes KLFEAT1 and a newline; then for each tensor, in the
// network's order, the length of its name (1 byte), its name, the number of its values
// (4 bytes, little endian), min and scale (8 bytes each, little endian), and its values
// of 8 bits, each of which means min + scale * value.
"use strict";
const fs = require("fs");
const path = require("path");
const [modelFile, shardFile, output] = process.argv.slice(2);
const model = require(path.resolve(modelFile));
const shard = Buffer.from(require(path.resolve(shardFile)), "base64");
const fail = (why) => { console.error("features: " + why); process.exit(1); };

if (shard.length !== 2619461) fail(`the weights have ${shard.length} bytes`);
const weights = new Map();
let at = 0;
for (const w of model.weightsManifest[0].weights) {
  const n = w.shape.reduce((a, b) => a * b, 1);
  if (w.dtype !== "float32" || w.quantization.dtype !== "uint8") fail(`${w.name} is not of 8 bits`);
  weights.set(w.name, { ...w.quantization, values: shard.subarray(at, at + n) });
  at += n;
}
if (at !== shard.length) fail("the weights do not end where the list of them does");

const frozen = model.modelTopology.model_config.config.layers.filter((l) => l.config.trainable === false);
const [first, last] = [frozen[0].config.name, frozen.at(-1).config.name];
if (frozen.length !== 98 || first !== "Conv1_pad" || last !== "block_10_project_BN") {
  fail(`${frozen.length} layers are frozen, from ${first} to ${last}`);
}
const parts = { Conv2D: ["kernel"], DepthwiseConv2D: ["depthwise_kernel"], BatchNormalization: ["gamma", "beta", "moving_mean", "moving_variance"] };
const file = [Buffer.from("KLFEAT1\n")];
let count = 0;
for (const l of frozen) {
  for (const part of parts[l.class_name] || []) {
    const name = `${l.config.name}/${part}`;
    const w = weights.get(name) || fail(`${name} is missing`);
    const head = Buffer.alloc(1 + name.length + 4 + 16);
    head.writeUInt8(name.length, 0);
    head.write(name, 1, "latin1");
    head.writeUInt32LE(w.values.length, 1 + name.length);
    head.writeDoubleLE(w.min, 5 + name.length);
    head.writeDoubleLE(w.scale, 13 + name.length);
    file.push(head, w.values);
    count += w.values.length;
  }
}
if (count !== 317120) fail(`${count} weights are frozen`);
fs.writeFileSync(output, Buffer.concat(file));
