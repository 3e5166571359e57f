import type { StyleSpecification } from 'maplibre-gl';
import { boundaryLayers, controlLineLayers } from './layers/boundaries.ts';
import { cellLayers } from './layers/cells.ts';
import { constraintHatches, constraintLines } from './layers/constraints.ts';
import { findingLayers, foundLayers } from './layers/findings.ts';
import { labelLayers } from './layers/labels.ts';
import { measureLayers } from './layers/measure.ts';
import { paperLayers } from './layers/paper.ts';
import { letterLayers, parcelLayers } from './layers/parcels.ts';
import { bridgeLayers, expresswayLayers, streetLayers } from './layers/roads.ts';
import { roofLayers } from './layers/roofs.ts';
import { stateLayers } from './layers/states.ts';
import { waterLayers } from './layers/water.ts';
import { zoneLayers, zoneParcelLayers } from './layers/zone.ts';
import type { Look } from './look.ts';

/** The whole map as a function of the look. The layers stand here bottom to top; each file holds a layer with its legend. */
export function mapStyle(look: Look): StyleSpecification {
  const parcels = `/tiles/parcels.json?year=${look.year}&revision=${look.revision}`;
  return {
    version: 8,
    // No `glyphs`: all text is drawn from the machine's own fonts. No fade: totals and colours change in the same frame.
    transition: { duration: 0, delay: 0 },
    sources: {
      places: { type: 'vector', url: `/tiles/places.json?revision=${look.revision}` },
      cells: { type: 'vector', url: parcels },
      parcels: { type: 'vector', url: parcels },
      zone: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      measure: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      ...paperLayers(),
      ...streetLayers(),
      ...waterLayers(),
      ...bridgeLayers(),
      ...expresswayLayers(),
      ...constraintHatches(look),
      ...cellLayers(look),
      ...parcelLayers(look),
      ...roofLayers(look),
      ...constraintLines(look),
      ...controlLineLayers(look),
      ...boundaryLayers(),
      ...findingLayers(look),
      ...foundLayers(look),
      ...zoneParcelLayers(look),
      ...zoneLayers(),
      ...measureLayers(),
      ...stateLayers(look),
      ...letterLayers(look),
      ...labelLayers(look),
    ],
  };
}
