"""The road of an arriving mail: stored, understood, judged, acted on."""
