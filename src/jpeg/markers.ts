// Markers by their second byte (ISO/IEC 10918-1, table B.1).
export const TEM = 0x01;
export const SOF0 = 0xc0;
export const DHT = 0xc4;
export const JPG = 0xc8;
export const DAC = 0xcc;
const SOF15 = 0xcf;
export const RST0 = 0xd0;
const RST7 = 0xd7;
export const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
export const DQT = 0xdb;
export const DNL = 0xdc;
export const DRI = 0xdd;
export const DHP = 0xde;
export const EXP = 0xdf;
export const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP14 = 0xee;
const APP15 = 0xef;
const JPG0 = 0xf0;
const JPG13 = 0xfd;
export const COM = 0xfe;

/** RST0 to RST7. */
export function isRestart(marker: number): boolean {
  return marker >= RST0 && marker <= RST7;
}

/** SOF0 to SOF15, of which three numbers mean other things. */
export function isFrameMarker(marker: number): boolean {
  return marker >= SOF0 && marker <= SOF15 && marker !== DHT && marker !== JPG && marker !== DAC;
}

/** APP0 to APP15. */
export function isApplicationMarker(marker: number): boolean {
  return marker >= APP0 && marker <= APP15;
}

/** Numbers that stand for nothing, RES, and JPG0 to JPG13. */
export function isReserved(marker: number): boolean {
  return (marker > TEM && marker < SOF0) || (marker >= JPG0 && marker <= JPG13);
}
