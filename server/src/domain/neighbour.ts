/** Parcels lie beside each other where their outlines are no farther apart than this, metres: a lane, a ditch or a wall. */
export const NEIGHBOUR_M = 12;
