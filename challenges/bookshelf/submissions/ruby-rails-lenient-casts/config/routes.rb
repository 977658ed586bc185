# frozen_string_literal: true

Rails.application.routes.draw do
  get 'health', to: 'health#show'

  constraints(id: /\d+/) do
    resources :authors, only: %i[create show destroy], format: false
    resources :books, only: %i[index create show update destroy], format: false
  end
end
