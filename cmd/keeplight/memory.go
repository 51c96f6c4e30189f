package main

// softMemory is the memory from which on the collector works harder. Pixels come
// and go in large pieces, and by itself it would let as many bytes of old ones
// lie as there are new ones; looking for them costs little, as pixels hold no
// pointers.
const softMemory = 350 << 20

// collectedAtOnce is how much is allocated between two collections where so many photos
// are known that softMemory leaves no room for it. Rows and scores of 50,000 photos, full
// of pointers, fill most of it, and the collector would never rest.
const collectedAtOnce = 96 << 20
