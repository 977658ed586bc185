export const IMAGES_USAGE = `assay images [list] [--json]
assay images build [name…]
assay images prune [name…] [--dry-run] [--json]

  list    every image with its size, what of it is shared with others and what is its own, when it was made, whether
          that is what its recipe says now, and its state
  build   builds what is missing or has changed: the named images and all that they stand on, or all images, the most
          needed first. What could not be had before is tried again
  prune   removes what newer builds have replaced, images whose folder is gone, and base data of challenge versions that
          no folder, assessment or unfinished attempt has; says how many bytes that freed. Nothing in use is removed.
          With names it looks at those alone; --dry-run only says what would go

An image is named as in the list, such as runtime-java, or by its folder, such as runtimes/java.

Exits with 0; 1 when an image could not be built or the engine does not answer; 2 when the call is wrong.`;
