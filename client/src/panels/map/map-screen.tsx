export function MapScreen() {
  return <div style={{ flex: 1 }} />;
}
