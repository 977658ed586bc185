# frozen_string_literal: true

class AuthorsController < ApplicationController
  before_action :require_object, only: :create

  rescue_from ActiveRecord::InvalidForeignKey do
    render_error :conflict, 'author_has_books', 'The author still has books'
  end

  def create
    author = Author.create!(body('name'))
    render json: author, status: :created, location: author
  end

  def show
    render json: Author.find(params[:id])
  end

  def destroy
    Author.find(params[:id]).destroy!
    head :no_content
  end
end
