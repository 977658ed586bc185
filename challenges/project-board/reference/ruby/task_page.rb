# frozen_string_literal: true

require 'base64'
require_relative 'database'
require_relative 'failure'

# A page of a project's tasks, the urgent ones first. A cursor holds where a task stands in that order, so that it
# outlives the task.
class TaskPage
  CURSOR = /\A([1-5]):(\d{1,9})\z/

  def initialize(project_id, first:, after:, status:)
    @first = first || 20
    raise Failure.bad_user_input('"first" must be from 1 to 50') unless @first.between?(1, 50)

    @tasks = DB[:tasks].where(project_id:)
    @tasks = @tasks.where(status:) if status
    @after = after && decode(after)
  end

  def edges
    rows.first(@first).map { |task| { cursor: encode(task), node: task } }
  end

  def page_info
    { has_next_page: rows.length > @first, end_cursor: edges.last&.fetch(:cursor) }
  end

  def total_count
    @tasks.count
  end

  private

  # One more than the page holds, to know whether there is a next one.
  def rows
    @rows ||= behind.order(Sequel.desc(:priority), :id).limit(@first + 1).all
  end

  def behind
    return @tasks unless @after

    priority, id = @after
    @tasks.where { (Sequel[:priority] < priority) | ((Sequel[:priority] =~ priority) & (Sequel[:id] > id)) }
  end

  def encode(task)
    Base64.urlsafe_encode64("#{task[:priority]}:#{task[:id]}", padding: false)
  end

  def decode(cursor)
    CURSOR.match(Base64.urlsafe_decode64(cursor)).captures.map(&:to_i)
  rescue ArgumentError, NoMethodError
    raise Failure.bad_user_input('"after" must be the cursor of an edge')
  end
end
