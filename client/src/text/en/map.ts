import type { map as zh } from '../zh/map.ts';

export const map: typeof zh = {
  label: 'Map',
  legend: 'Legend',
  legendClass: 'class',
  findingRows: { 'suspected-idle': 'Idle', 'vacant-floor-area': 'Vacant', 'two-high': 'Two-high' },
  suspected: ' (suspected)',
  controlLine: 'Industrial control line',
  synthetic: 'Demonstration data, no real parcels',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Whole jurisdiction',
  measure: 'Measure an area',
  layers: 'Layers',
  north: 'North up',
  measureHint: 'Click to add points, double-click or Enter to finish, Backspace takes one back, Esc leaves',
  measureArea: 'Area',
  measureLength: 'Outline',
  switchable: {
    labels: 'Names',
    roofs: 'Buildings',
    'control-line': 'Industrial control line',
    findings: 'Marks of findings',
  },
  cell: (parcels, mu) => `${parcels} parcels · ${mu} mu`,
  cellFound: (found) => `${found} could be freed`,
  noWebGl: 'This browser has no WebGL2, so the map cannot be shown; lists and totals still work',
};
