package org.zonepulse.testkit.oracle;

/**
 * Where an enterprise sits.
 *
 * @param park the park's id
 * @param industry the id of the industry that the zone reports it under
 */
record Place(String park, String industry) {}
