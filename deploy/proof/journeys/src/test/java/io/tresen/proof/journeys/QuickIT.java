package io.tresen.proof.journeys;

import io.tresen.proof.QuickProfile;

class QuickIT extends QuickProfile {}
