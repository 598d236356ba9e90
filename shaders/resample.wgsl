// Makes the pictures of a batch, of whatever sizes, in one dispatch: an invocation for each output pixel of each picture.
// Weights are computed on the CPU: division and transcendental functions are not correctly rounded in WGSL
// (https://www.w3.org/TR/WGSL/#floating-point-accuracy). Only the weighted sums are taken here.

override targetWidth: u32;
override targetHeight: u32;
override channels: u32;
// Distances, in elements, between neighbours in `batch`.
override rowStride: u32;
override columnStride: u32;
override channelStride: u32;

// Mirrors `writePictureRecord` in src/engine/picture-record.ts.
struct Picture {
  // Which picture of the batch this is.
  index: u32,
  // The window's first pixel: a byte in `arena`.
  origin: u32,
  bytesPerRow: u32,
  bytesPerPixel: u32,
  lastColumn: u32,
  lastRow: u32,
  // Where in the target the picture lies; everything around it is 0.
  left: u32,
  top: u32,
  width: u32,
  height: u32,
  // Tables of taps: words in `arena`.
  tapsX: u32,
  startsX: u32,
  weightsX: u32,
  tapsY: u32,
  startsY: u32,
  weightsY: u32,
  factor: f32,
}

@group(0) @binding(0) var<storage, read> arena: array<u32>;
@group(0) @binding(1) var<storage, read> pictures: array<Picture>;
@group(0) @binding(2) var<storage, read_write> batch: array<f32>;

// The four bytes that begin at any byte of the arena, as channels.
fn texel(byte: u32) -> vec4f {
  let word = byte / 4u;
  let shift = (byte % 4u) * 8u;
  // Shifting by 32 is not defined, hence the select.
  let bytes = (arena[word] >> shift) | select(arena[word + 1u] << (32u - shift), 0u, shift == 0u);
  return vec4f((vec4u(bytes) >> vec4u(0u, 8u, 16u, 24u)) & vec4u(0xffu));
}

fn resample(picture: Picture, column: u32, row: u32) -> vec4f {
  let startX = arena[picture.startsX + column];
  let startY = arena[picture.startsY + row];
  var sum = vec4f();
  for (var tapY = 0u; tapY < picture.tapsY; tapY++) {
    let weightY = bitcast<f32>(arena[picture.weightsY + row * picture.tapsY + tapY]);
    let line = picture.origin + min(startY + tapY, picture.lastRow) * picture.bytesPerRow;
    var lineSum = vec4f();
    for (var tapX = 0u; tapX < picture.tapsX; tapX++) {
      let weightX = bitcast<f32>(arena[picture.weightsX + column * picture.tapsX + tapX]);
      lineSum += weightX * texel(line + min(startX + tapX, picture.lastColumn) * picture.bytesPerPixel);
    }
    sum += weightY * lineSum;
  }
  return sum * picture.factor;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= targetWidth || id.y >= targetHeight) {
    return;
  }
  let picture = pictures[id.z];
  let column = id.x - picture.left;
  let row = id.y - picture.top;
  // Left of and above the window the subtraction wraps to a large number.
  var pixel = vec4f();
  if (column < picture.width && row < picture.height) {
    pixel = resample(picture, column, row);
  }
  let element = picture.index * targetWidth * targetHeight * channels + id.y * rowStride + id.x * columnStride;
  for (var channel = 0u; channel < channels; channel++) {
    batch[element + channel * channelStride] = pixel[channel];
  }
}
