DROP TABLE planned_places;
