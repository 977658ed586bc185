# frozen_string_literal: true

# Code of the image is compiled while the image is built (image/compile.rb): Ruby asks here before it reads a file.
# What the candidate wrote is no part of it.
def (RubyVM::InstructionSequence).load_iseq(path)
  return unless path.start_with?('/usr/')

  RubyVM::InstructionSequence.load_from_binary(File.binread("/opt/assay/iseq#{path}"))
rescue Errno::ENOENT, Errno::ENOTDIR
  nil
end
