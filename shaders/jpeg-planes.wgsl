// The inverse DCT of JPEG pictures: coefficients in `uploads` become samples in `scratch`, a layer is a plane. Eight invocations
// share a block: each transforms a column, then a row. It mirrors src/kernels/assembly/fast-dct.ts: libjpeg-turbo's fast DCT
// in integers, so it gives the same bits.

// Mirrors planeRecord of src/engine/jpeg-records.ts. Addresses are words: of `uploads`, then of `scratch`.
struct Plane {
  packed: u32,
  multipliers: u32,
  samples: u32,
  blocksWide: u32,
  blocksHigh: u32,
  width: u32,
  height: u32,
  across: u32,
  down: u32,
}

@group(0) @binding(0) var<storage, read_write> scratch: array<u32>;
@group(0) @binding(1) var<storage, read> planes: array<Plane>;
@group(0) @binding(2) var<storage, read> uploads: array<u32>;

// Constants with 8 fractional bits, shifted for the high half of a 16-bit product.
const C1_0824 = 277 << 6u;
const C1_4142 = 362 << 6u;
const C1_8478 = 473 << 6u;
const C2_6131_LESS_1 = -413 * 64;

fn wrap(value: i32) -> i32 {
  return (value << 16u) >> 16u;
}

fn multiply(value: i32, constant: i32) -> i32 {
  return (((value << 18u) >> 16u) * constant) >> 16u;
}

struct Line {
  first: vec4i,
  last: vec4i,
}

// Eight numbers of a column or row, even and odd ones apart, become 0 to 3, and 7 to 4.
fn transform(even: vec4i, odd: vec4i) -> Line {
  let even2 = even.y + even.w;
  let even3 = multiply(even.y - even.w, C1_4142) - even2;
  let sum = even.x + even.z;
  let difference = even.x - even.z;
  let z13 = odd.z + odd.y;
  let z10 = odd.z - odd.y;
  let z11 = odd.x + odd.w;
  let z12 = odd.x - odd.w;
  let t7 = z11 + z13;
  let z5 = multiply(z10 + z12, C1_8478);
  let t6 = multiply(z10, C2_6131_LESS_1) - z10 + z5 - t7;
  let t5 = multiply(z11 - z13, C1_4142) - t6;
  let t4 = multiply(z12, C1_0824) - z5 + t5;
  let evens = vec4i(sum + even2, difference + even3, difference - even3, sum - even2);
  let odds = vec4i(t7, t6, t5, -t4);
  return Line(evens + odds, evens - odds);
}

// The 16-bit number at an index behind a word.
fn int16At(word: u32, index: u32) -> i32 {
  let pair = uploads[word + index / 2u];
  return i32(pair << (16u - 16u * (index % 2u))) >> 16u;
}

// The 8-bit number at an index behind a word.
fn int8At(word: u32, index: u32) -> i32 {
  return i32(uploads[word + index / 4u] << (24u - 8u * (index % 4u))) >> 24u;
}

// A block in the form of src/kernels/assembly/pack.ts.
struct Block {
  // The DC coefficient, and bit 16 where the others take 16 bits.
  head: u32,
  // A bit for each other coefficient that is not zero, and how many are before the second half.
  masks: vec2u,
  before: u32,
  // Where these begin.
  values: u32,
}

fn blockAt(word: u32) -> Block {
  let masks = vec2u(uploads[word + 1u], uploads[word + 2u]);
  return Block(uploads[word], masks, countOneBits(masks.x), word + 3u);
}

fn coefficientAt(block: Block, multipliers: u32, row: u32, column: u32) -> i32 {
  let index = row * 8u + column;
  let isLower = row < 4u;
  let mask = select(block.masks.y, block.masks.x, isLower);
  let bit = 1u << (index % 32u);
  var value = 0;
  if (index == 0u) {
    value = i32(block.head << 16u) >> 16u;
  } else if ((mask & bit) != 0u) {
    let rank = countOneBits(mask & (bit - 1u)) + select(block.before, 0u, isLower);
    if ((block.head & 0x10000u) == 0u) {
      value = int8At(block.values, rank);
    } else {
      value = int16At(block.values, rank);
    }
  }
  return wrap(value * int16At(multipliers, index));
}

// Two numbers of 16 bits in a word.
fn pair(first: i32, second: i32) -> u32 {
  return (u32(first) & 0xffffu) | (u32(second) << 16u);
}

// Four samples in a word: five fractional bits of 16-bit numbers are dropped.
fn pack(values: vec4i) -> u32 {
  let samples = vec4u(clamp((((values << vec4u(16u)) >> vec4u(21u)) + 128), vec4i(0), vec4i(255)));
  return samples.x | (samples.y << 8u) | (samples.z << 16u) | (samples.w << 24u);
}

fn transformColumn(block: Block, multipliers: u32, column: u32) -> Line {
  return transform(
    vec4i(
      coefficientAt(block, multipliers, 0u, column),
      coefficientAt(block, multipliers, 2u, column),
      coefficientAt(block, multipliers, 4u, column),
      coefficientAt(block, multipliers, 6u, column),
    ),
    vec4i(
      coefficientAt(block, multipliers, 1u, column),
      coefficientAt(block, multipliers, 3u, column),
      coefficientAt(block, multipliers, 5u, column),
      coefficientAt(block, multipliers, 7u, column),
    ),
  );
}

// Eight blocks with their columns transformed: 32 words each, a word for two rows of a column.
var<workgroup> transformed: array<u32, 256>;

@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let plane = planes[group.z];
  // Which column, then row, of the block.
  let line = local.x;
  let blockColumn = group.x * 8u + local.y;
  let blockRow = group.y;
  // Nobody may leave before the barrier.
  let isInside = blockColumn < plane.blocksWide && blockRow < plane.blocksHigh;
  if (isInside) {
    let block = blockAt(plane.packed + uploads[plane.packed + blockRow * plane.blocksWide + blockColumn]);
    let column = transformColumn(block, plane.multipliers, line);
    let word = local.y * 32u + line;
    transformed[word] = pair(column.first.x, column.first.y);
    transformed[word + 8u] = pair(column.first.z, column.first.w);
    transformed[word + 16u] = pair(column.last.w, column.last.z);
    transformed[word + 24u] = pair(column.last.y, column.last.x);
  }
  workgroupBarrier();
  if (isInside) {
    let word = local.y * 32u + line / 2u * 8u;
    let shift = vec4u(16u - 16u * (line % 2u));
    let even = vec4u(transformed[word], transformed[word + 2u], transformed[word + 4u], transformed[word + 6u]);
    let odd = vec4u(transformed[word + 1u], transformed[word + 3u], transformed[word + 5u], transformed[word + 7u]);
    let row = transform(vec4i(even << shift) >> vec4u(16u), vec4i(odd << shift) >> vec4u(16u));
    let to = plane.samples + ((blockRow * 8u + line) * plane.blocksWide + blockColumn) * 2u;
    scratch[to] = pack(row.first);
    scratch[to + 1u] = pack(row.last.wzyx);
  }
}
