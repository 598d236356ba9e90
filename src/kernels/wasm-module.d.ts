/** A WebAssembly module in base64, compiled from AssemblyScript by scripts/assemblyscript.mjs. */
declare module '*?wasm' {
  const code: string;
  export default code;
}
