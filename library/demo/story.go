package demo

import "time"

// firstDay is the arrival: the market, the lighthouse, the sun going down, the
// old street and the city across the bay.
func firstDay() []session {
	return []session{
		{
			scene: "market", start: at(1, 14, 12), gap: 23 * time.Second,
			kit: kit{cameraOne, midLens, time.Second / 125, 4, 400, 35},
			takes: []take{
				{}, bad(Garish), bad(Cluttered), take{}.framed(-0.78, 0.10, 1).upright(),
			},
		},
		{
			scene: "lighthouse", start: at(1, 16, 41), gap: 31 * time.Second,
			kit: kit{cameraOne, wideLens, time.Second / 250, 8, 100, 28},
			takes: []take{
				tilted(4.5),
				{},
				bad(Bright), take{}.framed(0.72, -0.28, 1).turned(), bad(Soft),
				bad(Cut), tilted(-3.5, Dark).framed(0.72, -0.28, 1).upright(),
			},
		},
		{
			scene: "silhouette", start: at(1, 19, 22), gap: 240 * time.Millisecond, burst: true,
			kit: kit{cameraOne, midLens, time.Second / 500, 5.6, 200, 35},
			takes: []take{
				bad(Soft).at(0), take{}.at(1), take{}.at(2), bad(Shaken).at(3),
			},
		},
		{
			scene: "street", start: at(1, 20, 6), gap: 38 * time.Second,
			kit: kit{cameraOne, midLens, time.Second / 60, 2, 1600, 35},
			takes: []take{
				{}, tilted(4), bad(Noisy, Dark), take{}.framed(-0.50, -0.05, 1).turned(),
			},
		},
		{
			scene: "city", start: at(1, 20, 48), gap: 44 * time.Second,
			kit: kit{cameraTwo, wideLens, 2 * time.Second, 8, 200, 24},
			takes: []take{
				tilted(-3.5), {}, bad(Noisy), take{}.framed(-0.05, 0.02, 1.5),
			},
		},
	}
}

// secondDay goes inland and ends under the stars.
func secondDay() []session {
	return []session{
		{
			scene: "mountains", start: at(2, 6, 34), gap: 52 * time.Second,
			kit: kit{cameraOne, wideLens, time.Second / 30, 11, 100, 22},
			takes: []take{
				tilted(3.5), {}, bad(Dark), bad(Dull), take{}.framed(0.50, -0.05, 1).upright(),
			},
		},
		{
			scene: "forest", start: at(2, 8, 27), gap: 35 * time.Second,
			kit: kit{cameraOne, midLens, time.Second / 80, 5.6, 800, 35},
			takes: []take{
				{}, bad(Shaken), bad(Cluttered), take{}.framed(0.35, 0, 1).turned(),
			},
		},
		{
			scene: "flower", start: at(2, 10, 53), gap: 400 * time.Millisecond, burst: true,
			kit: kit{cameraTwo, longLens, time.Second / 400, 5.6, 200, 300},
			takes: []take{
				bad(Soft).at(0), take{}.at(1), take{}.at(2), bad(Shaken).at(3),
			},
		},
		{
			scene: "flower", start: at(2, 11, 2), gap: 28 * time.Second,
			kit: kit{cameraTwo, longLens, time.Second / 320, 5.6, 200, 260},
			takes: []take{
				bad(Garish), bad(Cluttered), take{}.upright(), bad(Cut),
			},
		},
		{
			scene: "night", start: at(2, 22, 44), gap: 61 * time.Second,
			kit: kit{cameraOne, wideLens, 15 * time.Second, 4, 3200, 18},
			takes: []take{
				{}, bad(Noisy), tilted(5, Shaken),
			},
		},
	}
}

// thirdDay is the dunes, the gulls and the regatta.
func thirdDay() []session {
	return []session{
		{
			scene: "dunes", start: at(3, 8, 3), gap: 40 * time.Second,
			kit: kit{cameraTwo, wideLens, time.Second / 500, 8, 100, 35},
			takes: []take{
				{}, bad(Bright), bad(Dull), take{}.framed(0.25, 0.08, 1).upright(),
			},
		},
		{
			scene: "gull", start: at(3, 10, 16), gap: 125 * time.Millisecond, burst: true,
			kit: kit{cameraTwo, longLens, time.Second / 2000, 6.3, 640, 300},
			takes: []take{
				bad(Cut, Soft).at(0), bad(Soft).at(1), take{}.at(2), take{}.at(3), bad(Shaken).at(4), bad(Cut).at(5),
			},
		},
		{
			scene: "boat", start: at(3, 13, 9), gap: 210 * time.Millisecond, burst: true,
			kit: kit{cameraTwo, longLens, time.Second / 1000, 7.1, 200, 135},
			takes: []take{
				bad(Cut, Soft).at(0), bad(Soft).at(1), take{}.at(2), take{}.at(3), bad(Shaken).at(4), bad(Cut).at(5),
			},
		},
		{
			scene: "boat", start: at(3, 13, 31), gap: 33 * time.Second,
			kit: kit{cameraTwo, longLens, time.Second / 800, 7.1, 200, 110},
			takes: []take{
				tilted(-5).at(3), bad(Cluttered).at(3),
			},
		},
		{
			scene: "silhouette", start: at(3, 19, 18), gap: 36 * time.Second,
			kit: kit{cameraOne, midLens, time.Second / 640, 5.6, 200, 35},
			takes: []take{
				take{}.framed(0.05, 0, 1).turned().at(1), tilted(6).at(1), bad(Cluttered).at(1),
			},
		},
	}
}
